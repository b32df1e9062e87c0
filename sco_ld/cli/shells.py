"""The completion scripts of bash, zsh and fish. https://click.palletsprojects.com/en/stable/shell-completion/

click's own scripts fail where a value holds a colon, an equals sign, a blank or a wildcard (bash) or a comma (fish), and add
a blank after `key=` (bash, zsh).
"""

import os
import re
from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

_BASH = r"""%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            dir,*) compopt -o dirnames -o filenames ;;
            file,*) compopt -o default -o filenames ;;
            plain,*) COMPREPLY+=("${line#plain,}") ;;
        esac
        [[ $line == plain,*= ]] && compopt -o nospace
    done < <(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_TEXT="$2" COMP_WORD="${COMP_WORDS[COMP_CWORD]}" \
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_ZSH = r"""#compdef %(prog_name)s
%(complete_func)s() {
    local -a response values keys
    local type key descr
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
        %(complete_var)s=zsh_complete %(prog_name)s 2>/dev/null)}")
    for type key descr in ${response}; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain) if [[ $key == *= ]]; then keys+=("$key"); else values+=("$key"); fi ;;
        esac
    done
    (( $#keys )) && compadd -U -S '' -V keys -a keys
    (( $#values )) && compadd -U -V values -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""
_FISH = r"""function %(complete_func)s
    for line in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \
            COMP_CWORD=(commandline -ct | string collect) %(prog_name)s 2>/dev/null)
        set -l part (string split -m 1 , -- $line)
        switch $part[1]
            case dir
                __fish_complete_directories $part[2]
            case file
                __fish_complete_path $part[2]
            case plain
                printf '%%s\n' $part[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
_ESCAPED = {"": re.compile(r"[^\w@%+=:,./-]"), '"': re.compile(r'["\\$`]'), "'": re.compile("(?!)")}  # by opening quote


class _Bash(BashComplete):
    """Completion for bash, which replaces only what follows the last colon or equals sign, and quotes nothing itself."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, split by quotes and blanks alone, and the one that is begun."""
        line = os.environ["COMP_LINE"]
        words = split_arg_string(line)[1:]
        is_begun = bool(words) and (not line[-1].isspace() or os.environ["COMP_WORD"].strip() != "")
        return (words[:-1], words[-1]) if is_begun else (words, "")

    def format_completion(self, item: "CompletionItem[Any]") -> str:
        """Return the kind of a completion, and that part of it which bash puts in place of the text."""
        begun = self.get_completion_args()[1]
        text = os.environ["COMP_TEXT"]
        kept = begun.removesuffix(text if begun.endswith(text) else " ".join(split_arg_string(text)))
        word = os.environ["COMP_WORD"]
        quote = word[0] if word.startswith(('"', "'")) else ""
        value = _ESCAPED[quote].sub(lambda match: f"\\{match[0]}", str(item.value)[len(kept) :])
        return f"{item.type},{value}"


class _Zsh(ZshComplete):
    source_template = _ZSH


class _Fish(FishComplete):
    source_template = _FISH

    def format_completion(self, item: "CompletionItem[Any]") -> str:
        """Return the kind of a completion and its value."""
        return f"{item.type},{item.value}"


def register() -> None:
    """Make click use these scripts."""
    for shell in (_Bash, _Zsh, _Fish):
        add_completion_class(shell)
