"""Writes nbs/kernels/<notebook>/kernel-metadata.json, by which `kaggle kernels push -p nbs/kernels/30_train` runs a stage's notebook
on Kaggle, or with --check says which differ. `gwi push` makes the same by its options. The account is `kaggle_user` of settings.ini."""
import json, os, re, sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from gwi.kaggle.datasets import COMPETITION, kernel_metadata

root = Path(__file__).parent.parent
config = ConfigParser(delimiters=['='])
config.read(root/'settings.ini', encoding='utf-8')
USER = config['DEFAULT']['kaggle_user']
FILE = 'kernel-metadata.json'

@dataclass(frozen=True)
class Kernel:
    "What a notebook's cell `Run it here` needs on Kaggle."
    accelerator: str = ''      # gpu, tpu; '' for processor cores alone
    datasets: tuple = ()       # of this account
    competition: bool = False  # whether the competition's files are read

KERNELS = {
    '00_generate': Kernel(),
    '10_tfrecords': Kernel(),
    '20_paths': Kernel(datasets=('openfwi-shards',)),
    '23_kaggle_datasets': Kernel(),
    '30_train': Kernel('tpu', ('openfwi-shards',)),
    '40_infer': Kernel('gpu', ('base-run',), competition=True),
    '50_classifier': Kernel(),
    '60_ensemble': Kernel(datasets=('predictions', 'openfwi-shards', 'classifier')),
    '70_pipeline': Kernel(competition=True),
}

def metadata(name, kernel) -> str:
    "The text of a notebook's kernel-metadata.json."
    notebook = root/'nbs'/f'{name}.ipynb'
    made = kernel_metadata(notebook, f'{USER}/gwi-{name.replace("_", "-")}', kernel.accelerator,
                           [f'{USER}/{d}' for d in kernel.datasets], [COMPETITION]*kernel.competition)
    made['code_file'] = os.path.relpath(notebook, root/'nbs'/'kernels'/name)
    return json.dumps(made, indent=1) + '\n'

def runs_on_kaggle(path) -> bool:
    "Whether a notebook has a cell that starts on Kaggle."
    cells = json.loads(path.read_text(encoding='utf-8'))['cells']
    return any(re.search(r"^if (platform\.)?may_start\(start, .*'kaggle'", ''.join(c['source']), re.M) for c in cells
               if c['cell_type'] == 'code' and '#| eval: false' in ''.join(c['source']))

def problems(texts):
    "What differs, a line each; `texts` are the files as they are to be."
    startable = {p.stem for p in (root/'nbs').glob('[0-9]*.ipynb') if runs_on_kaggle(p)}
    for name in sorted(startable ^ KERNELS.keys()):
        yield f'{name}: ' + ('has a cell for Kaggle and is not in .ci/kernels.py' if name in startable else 'has no cell for Kaggle')
    for path, text in texts.items():
        if not path.exists() or path.read_text(encoding='utf-8') != text: yield f'{path.relative_to(root)}: run python .ci/kernels.py'
    for path in sorted((root/'nbs'/'kernels').glob(f'*/{FILE}')):
        if path not in texts: yield f'{path.relative_to(root)}: of no notebook in .ci/kernels.py'

def main():
    "Write, or check."
    texts = {root/'nbs'/'kernels'/name/FILE: metadata(name, kernel) for name, kernel in KERNELS.items()}
    if '--check' in sys.argv:
        if wrong := list(problems(texts)): sys.exit('\n'.join(wrong))
    else:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
    print(f'kernels: {len(texts)} notebooks for Kaggle')

if __name__ == '__main__': main()
