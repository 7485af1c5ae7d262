"""The language that code is in: what its page calls it, else what it looks like.

Names are those of Pygments, which is not loaded here.
"""

import re
from collections.abc import Mapping
from typing import Final

_MARKED: Final = re.compile(
    r"(?:^|[\s_-])(?:lang(?:uage)?-|brush:\s*|highlight-source-|highlight-text-)([\w+#-]+)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[\w+#.-]{1,30}")
_ALIASES: Final = {
    "as3": "actionscript3",
    "c#": "csharp",
    "c++": "cpp",
    "cs": "csharp",
    "csharpcode": "csharp",
    "golang": "go",
    "html5": "html",
    "js": "javascript",
    "jscript": "javascript",
    "jsx": "javascript",
    "objc": "objective-c",
    "plain": "text",
    "plaintext": "text",
    "none": "text",
    "nohighlight": "text",
    "ps": "powershell",
    "py": "python",
    "python3": "python",
    "rb": "ruby",
    "sh": "bash",
    "shell": "bash",
    "terminal": "console",
    "dockerfile": "docker",
    "elisp": "emacs-lisp",
    "latex": "tex",
    "make": "makefile",
    "objectivec": "objective-c",
    "ts": "typescript",
    "hs": "haskell",
    "txt": "text",
    "vb": "vbnet",
    "yml": "yaml",
    "zsh": "bash",
}
"""What blogs call languages where Pygments does not."""
KNOWN: Final = frozenset(
    {
        *("actionscript3", "apacheconf", "bash", "batch", "bibtex", "c", "clojure", "cmake"),
        *("coffeescript", "common-lisp", "console", "cpp", "csharp", "css", "dart", "diff"),
        *("docker", "elixir", "emacs-lisp", "erlang", "fortran", "fsharp", "go", "graphql"),
        *("groovy", "haskell", "html", "ini", "java", "javascript", "jinja", "json", "julia"),
        *("kotlin", "lisp", "lua", "makefile", "markdown", "matlab", "nginx", "nim", "objective-c"),
        *("ocaml", "octave", "perl", "php", "powershell", "prolog", "python", "r", "ruby", "rust"),
        *("scala", "scheme", "scss", "smalltalk", "sql", "swift", "tcl", "tex", "toml"),
        *("typescript", "vbnet", "vim", "xml", "yaml", "zig"),
    }
)
"""Languages that are drawn in colours, and that a class may name without saying that it does."""
_SIGNS: Final = (
    (r"\A#!.*\bpython", "python"),
    (r"\A#!.*\b(?:ba|z|da|k)?sh\b", "bash"),
    (r"\A#!.*\bperl", "perl"),
    (r"\A#!.*\bruby", "ruby"),
    (r"\A#!.*\bnode", "javascript"),
    (r"\A\s*<\?php", "php"),
    (r"\A\s*<(?:!doctype html|html|head|body|div|script|p|a|form|table|ul)\b", "html"),
    (r"\A\s*<(?:\?xml|[a-zA-Z][\w:.-]*[^<>]*>)", "xml"),
    (r"\A(?:diff --git|--- \S.*\n\+\+\+ |@@ -\d)", "diff"),
    (r'\A\s*[{\[]\s*(?:"[^"\n]*"\s*[:,]|[{\]])', "json"),
    (r"(?m)^\s*#\s*include\s*[<\"]", "cpp"),
    (r"(?m)^(?:\$|~\$|\w+@[\w.-]+:\S*\$) \w", "console"),
    (r"(?m)^\s*(?:def|class) \w+.*:\s*$|^from [\w.]+ import |^>>> ", "python"),
    (r"(?m)^\s*using [A-Z][\w.]+;|^\s*namespace [A-Z][\w.]+", "csharp"),
    (r"(?m)^\s*import (?:java|javax|android|org|com)\.[\w.*]+;|\bpublic (?:static )?void ", "java"),
    (r"(?m)^package \w+\n|^func (?:\(.*\) )?\w+\(", "go"),
    (r"(?m)^\s*(?:pub )?fn \w+.*\{|^use \w+::", "rust"),
    (r"(?m)^\s*(?:const|let|var) [\w{].* = |\bfunction\s*\w*\(|=> \{$", "javascript"),
    (r"(?i)\A\s*(?:select\b[^;]*\bfrom|insert into|create table|delete from)\b", "sql"),
    (r"(?m)^[.#]?[\w-]+(?:[ ,.:>#][^{}\n]*)?\{\s*$(?:\s*[\w-]+\s*:[^;{}]+;)+\s*\}", "css"),
)  # fmt: skip
"""What the beginning of code must look like for its language to be guessed."""
_GUESS_LETTERS: Final = 1_000


def marked(tag: str, given: Mapping[str, str]) -> str:
    """The language that an element around code names in its attributes; empty if none."""
    classes = given.get("class", "")
    if match := _MARKED.search(classes):
        return _named(match[1])
    named = given.get("data-lang") or given.get("data-language") or ""
    if tag == "pre":
        named = named or given.get("lang", "")
    if named:
        return _named(named)
    if tag not in ("pre", "code"):
        return ""
    bare = (_named(word) for word in classes.split())
    return next((name for name in bare if name in KNOWN or name == "text"), "")


def _named(written: str) -> str:
    name = written.strip().lower()
    return _ALIASES.get(name, name) if _NAME.fullmatch(name) else ""


def guessed(text: str) -> str:
    """The language that code looks like; empty if it is not plain to see."""
    beginning = text[:_GUESS_LETTERS]
    return next((name for pattern, name in _SIGNS if re.search(pattern, beginning)), "")
