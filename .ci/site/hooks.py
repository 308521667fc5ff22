"What MkDocs does beside its plugins: formulas become MathML, which browsers draw themselves, without a script from elsewhere."
import html, re

from latex2mathml.converter import convert

FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.S)

def mathml(match):
    "The MathML of one formula."
    formula = html.unescape(match[3])
    if match[2] == '[': return f'<div class="formula">{convert(formula, display="block")}</div>'
    return convert(formula)

def on_page_content(content, **kwargs): return FORMULA.sub(mathml, content)
