"""Checks the built documentation: links between its pages lead to files and anchors that exist, nothing is loaded from another address,
and the search index finds PHRASE."""
import json, re, sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

PHRASE = 'full-waveform inversion'
LOADED = {'img': 'src', 'script': 'src', 'link': 'href', 'source': 'src', 'iframe': 'src', 'video': 'src', 'object': 'data'}
NOT_LOADED = {'canonical', 'next', 'prev', 'alternate', 'edit'}       # kinds of <link> that only name an address
IMPORTED = re.compile(r'(?:@import\s+|url\()["\']?(https?:)?//')      # by a style sheet

class Page(HTMLParser):
    "The links, anchors and resources of a page."
    def __init__(self, path):
        super().__init__()
        self.links, self.loaded, self.anchors = [], [], set()
        self.feed(path.read_text(encoding='utf-8'))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.anchors |= {attrs[k] for k in ('id', 'name') if attrs.get(k)}
        if tag == 'a' and attrs.get('href'): self.links.append(attrs['href'])
        kinds = set((attrs.get('rel') or '').split())
        if tag in LOADED and attrs.get(LOADED[tag]) and not kinds & NOT_LOADED: self.loaded.append(attrs[LOADED[tag]])

def target(path, address, site, base):
    "The file that an address within the site names; None for one elsewhere."
    parts = urlsplit(address)
    if parts.scheme or parts.netloc: return None
    place = unquote(parts.path)
    if place.startswith('/'): file = site/place.removeprefix(base).lstrip('/')     # of 404.html, which is shown anywhere
    else: file = path.parent/place if place else path
    return file/'index.html' if file.is_dir() else file

def problems(site, base):
    "What is wrong with the pages, a line each."
    pages = {p.resolve(): Page(p) for p in sorted(site.rglob('*.html'))}
    for path, page in pages.items():
        for address in page.loaded + page.links:
            file, loaded = target(path, address, site, base), address in page.loaded
            if file is None:
                if loaded and not address.startswith('data:'): yield f'{path.relative_to(site)}: loads {address}'
            elif not file.exists(): yield f'{path.relative_to(site)}: no such file: {address}'
            elif (anchor := urlsplit(address).fragment) and file.suffix == '.html' and not loaded:
                if unquote(anchor) not in pages[file.resolve()].anchors | {'__search', '__drawer'}:
                    yield f'{path.relative_to(site)}: no such heading: {address}'
    for sheet in site.rglob('*.css'):
        if IMPORTED.search(sheet.read_text(encoding='utf-8')): yield f'{sheet.relative_to(site)}: loads another address'

def found(site):
    "The pages that have PHRASE in the search index."
    entries = json.loads((site/'search'/'search_index.json').read_text(encoding='utf-8'))['docs']
    return {e['location'].split('#')[0] for e in entries if PHRASE in f'{e["title"]} {e["text"]}'.lower()}

def main(site, base='/'):
    "Check a built site; `base` is the path it is published at."
    site = Path(site).resolve()
    wrong, hits = list(problems(site, base)), found(site)
    if not hits: wrong.append(f'the search index does not have "{PHRASE}"')
    if wrong: sys.exit('\n'.join(wrong))
    print(f'{len(list(site.rglob("*.html")))} pages without a broken link; nothing is loaded from elsewhere; '
          f'"{PHRASE}" is found on {len(hits)} pages')

if __name__ == '__main__': main(*sys.argv[1:])
