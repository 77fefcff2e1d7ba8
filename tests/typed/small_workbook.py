"""Workbooks made by hand, part by part, so that every oddity of the format can be tried: small_workbook.make(path, sheets, …)."""
import zipfile
from xml.sax.saxutils import escape

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="%s"/></Types>"""
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def number(value, style=0, formula=None):
    """A cell's attributes and content; None for the value of a formula without a result."""
    f = f"<f>{escape(formula)}</f>" if formula else ""
    v = "" if value is None else f"<v>{value}</v>"
    return f' s="{style}"', f + v


def words(text):
    return ' t="inlineStr"', f'<is><t xml:space="preserve">{escape(text)}</t></is>'


def rich(*runs):
    return ' t="inlineStr"', "<is>" + "".join(f"<r><t xml:space='preserve'>{escape(r)}</t></r>" for r in runs) + "<rPh sb='0' eb='1'><t>ちゅうい</t></rPh></is>"


def shared(index):
    return ' t="s"', f"<v>{index}</v>"


def truth(value):
    return ' t="b"', f"<v>{int(value)}</v>"


def error(text):
    return ' t="e"', f"<v>{text}</v>"


def sheet(cells):
    """cells: {"A1": words("…")}; rows and cells without content are left out, as spreadsheet programs do."""
    rows = {}
    for name, (attributes, content) in cells.items():
        row = int("".join(c for c in name if c.isdigit()))
        rows.setdefault(row, []).append((len(name), name, attributes, content))
    lines = "".join(f'<row r="{r}">' + "".join(f'<c r="{n}"{a}>{c}</c>' for _, n, a, c in sorted(cs)) + "</row>" for r, cs in sorted(rows.items()))
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def styles(formats):
    """Styles 1, 2, … with the number formats; a number is one that is built in."""
    custom = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{escape(f, {chr(34): "&quot;"})}"/>' for i, f in enumerate(formats) if isinstance(f, str))
    uses = "".join(f'<xf numFmtId="{f if isinstance(f, int) else 164 + i}"/>' for i, f in enumerate(formats))
    return f'<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="{MAIN}"><numFmts>{custom}</numFmts><cellXfs><xf numFmtId="0"/>{uses}</cellXfs></styleSheet>'


def make(path, sheets, formats=(), strings=(), from_1904=False, hidden=(), macros=False, more=(), replace=None):
    """sheets: {name: cells or XML}. `more`: further parts {name: text}; `replace`: parts in the place of those made here."""
    parts = {"[Content_Types].xml": TYPES % (MACROS if macros else PLAIN),
             "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'}
    listed, relations = "", ""
    for n, (name, cells) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{n}"{state} r:id="rId{n}"/>'
        relations += f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        parts[f"xl/worksheets/sheet{n}.xml"] = cells if isinstance(cells, str) else sheet(cells)
    relations += f'<Relationship Id="rId90" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    days = '<workbookPr date1904="1"/>' if from_1904 else ""
    parts["xl/workbook.xml"] = f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{days}<sheets>{listed}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    parts["xl/styles.xml"] = styles(formats)
    parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="{MAIN}">' + "".join(f"<si>{s}</si>" for s in strings) + "</sst>"
    if macros:
        parts["xl/vbaProject.bin"] = "macros"
    parts.update(dict(more))
    parts.update(replace or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
