"""nbdev's documentation of functions, from the exported modules. nbdev's own runs every cell that imports something, with whatever
else is in it; here no cell is run. settings.ini puts it in place of nbdev's `exec_show_docs`; `PYTHONPATH=.ci/site nbdev_docs` finds it."""
import os, re
from importlib import import_module
from operator import attrgetter

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
from nbdev.process import Processor
from nbdev.showdoc import show_doc

SHOW_DOC = re.compile(r'^show_doc\(([\w.]+)\)', re.M)

class ShowDocs(Processor):
    "Gives each cell `show_doc(name)` its output."
    def __init__(self, nb):
        super().__init__(nb)
        names = [name for c in nb.cells for name in (c.directives_ or {}).get('default_exp', [])]
        self.module = f'gwi.{names[0]}' if names else None

    def cell(self, cell):
        "Put the documentation under a cell."
        found = cell.cell_type == 'code' and self.module and SHOW_DOC.search(cell.source)
        if not found: return
        text = show_doc(attrgetter(found[1])(import_module(self.module)))._repr_markdown_()
        cell['outputs'] = [dict(output_type='display_data', metadata={}, data={'text/markdown': text.splitlines(keepends=True)})]
