// The cohort's page: takes the data that stands in it and shows it, with links to the reports' own pages.

(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const link = (row) => {
    const anchor = document.createElement("a");
    anchor.href = `reports/${row.id}.html`;
    anchor.textContent = row.id;
    return anchor;
  };
  showcaseCohort.mount(document.getElementById("page"), data("cohort"), data("phrases"), link);
})();
