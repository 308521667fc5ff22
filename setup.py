"Installs gwi from settings.ini, the one place where the project describes itself."
import os, re
from configparser import ConfigParser
from pathlib import Path
from setuptools import find_packages, setup

here = Path(__file__).parent
config = ConfigParser(delimiters=['='])
config.read(here/'settings.ini', encoding='utf-8')
cfg = config['DEFAULT']
readme = here/'README.md'

# A requirement cannot say "tensorflow or tensorflow-cpu": pip would put the one on top of the other, in the same folder.
TENSORFLOW = os.environ.get('GWI_TENSORFLOW', 'tensorflow').strip()   # the distribution that takes tensorflow's place; empty: none

def requirements():
    "What it needs, with the distribution of TensorFlow that was asked for."
    for requirement in cfg['requirements'].split():
        if not requirement.startswith('tensorflow'): yield requirement
        elif TENSORFLOW: yield TENSORFLOW + requirement.removeprefix('tensorflow')

def described():
    "README.md with addresses instead of its relative links, for PyPI's page."
    if not readme.exists(): return ''
    raw, blob = (f"{cfg['git_url']}/{kind}/{cfg['branch']}/" for kind in ('raw', 'blob'))
    text = re.sub(r'(!\[[^\]]*\]\()(?=nbs/)', lambda m: m[1] + raw, readme.read_text(encoding='utf-8'))
    return re.sub(r'(?<=\]\()(?=nbs/)', blob, text)

setup(
    name=cfg['lib_name'], version=cfg['version'], description=cfg['description'], keywords=cfg['keywords'],
    author=cfg['author'], author_email=cfg['author_email'], url=cfg['git_url'], license='Apache-2.0',
    license_files=['LICENSE', 'settings.ini'],   # settings.ini travels in the sdist, without a MANIFEST.in
    long_description=described(),
    long_description_content_type='text/markdown',
    packages=find_packages(include=['gwi', 'gwi.*']), package_data={'gwi': ['weights/*']},
    python_requires='>=' + cfg['min_python'],
    install_requires=list(requirements()),
    extras_require=dict(dev=cfg['dev_requirements'].split(), jax=cfg['jax_requirements'].split(), ray=cfg['ray_requirements'].split(),
                        bench=cfg['bench_requirements'].split(), docs=cfg['docs_requirements'].split(),
                        **{'kaggle-models': cfg['kaggle_models_requirements'].split()}),
    entry_points=dict(console_scripts=cfg['console_scripts'].split(), nbdev=[f"{cfg['lib_name']}={cfg['lib_path']}._modidx:d"]),
    classifiers=['Intended Audience :: Science/Research', 'Programming Language :: Python :: 3',
                 'Topic :: Scientific/Engineering :: Physics'],
)
