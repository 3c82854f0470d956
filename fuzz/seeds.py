#!/usr/bin/env python3
"""Makes the first inputs of each target from the project's fixtures: seeds.py, run by `fuzz/run`."""
import pathlib
import re
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures"
MOST = 60_000  # larger inputs only slow a fuzzer down
TEXT = {".pdf", ".html", ".txt", ".md"}
EVERY = [".docx", ".odt", ".pptx", ".pdf", ".rtf", ".html", ".md", ".txt"]  # by the first byte of `every`


def parts():
    """Names of the parts that each container target changes, from the one place that has them."""
    source = (HERE / "src/lib.rs").read_text()
    found = re.findall(r"pub const (\w+): Container = Container \{\s*parts: &\[(.*?)\]", source, re.S)
    return {"." + name.lower(): re.findall(r'"([^"]+)"', names) for name, names in found}


def unpack(path, names):
    try:
        with zipfile.ZipFile(path) as archive:
            held = set(archive.namelist())
            return b"\0".join(archive.open(name).read(MOST) if name in held else b"" for name in names)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def sow(path, containers):
    whole = path.read_bytes()
    ending = path.suffix
    if ending in containers:
        own = unpack(path, containers[ending])
    elif ending == ".rtf":
        own = whole.removeprefix(b"{\\rtf1")
    else:
        own = whole if ending in TEXT else None
    every = None if own is None else bytes([EVERY.index(ending)]) + own
    for target, data in (("any", whole), (ending[1:], own), ("every", every)):
        if data is not None:
            folder = HERE / "corpus" / target
            folder.mkdir(parents=True, exist_ok=True)
            (folder / path.name).write_bytes(data[:MOST])


def main():
    containers = parts()
    for folder in ("reports", "reports/formats", "broken", "elsewhere"):
        for path in sorted((FIXTURES / folder).iterdir()):
            if path.is_file():
                sow(path, containers)


if __name__ == "__main__":
    main()
