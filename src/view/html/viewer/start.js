// The report page: takes the data that stands in it and shows it.

(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const analysis = data("analysis");
  document.title = `Showcase report: ${analysis.report.name}`;
  showcaseViewer.mount(document.getElementById("page"), analysis, data("rubric"));
})();
