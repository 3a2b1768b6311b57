"""How bash completes the words of newsidx. For zsh and fish click's own scripts do.

bash takes `source:herald` apart at the colon, puts a space behind every completion, and inserts a name with blanks as
it is. With click's script for it, fields could not be completed, nor sources of several words.
"""

from __future__ import annotations

import re
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, add_completion_class

_SCRIPT = """\
%(complete_func)s() {
    local IFS=$'\\n' completion
    COMPREPLY=()
    while IFS= read -r completion; do
        case $completion in
            dir,*) compopt -o dirnames ;;
            file,*) compopt -o default ;;
            plain,*)
                COMPREPLY+=("${completion#plain,}")
                if [[ $completion == *: ]]; then compopt -o nospace; fi
                ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class BashCompletion(BashComplete):
    """Completion for bash, in which a word may have colons and blanks."""

    source_template = _SCRIPT
    _before_colon = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the incomplete one, and that: with the field and the colon that bash took off it."""
        args, incomplete = super().get_completion_args()
        if args and incomplete == ":":
            self._before_colon = f"{args.pop()}:"
            return args, self._before_colon
        if len(args) > 1 and args[-1] == ":":
            self._before_colon = f"{args[-2]}:"
            return args[:-2], f"{self._before_colon}{incomplete}"
        return args, incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """The completion as it is inserted: what stands before the colon stays, and blanks are escaped."""
        value = str(item.value).removeprefix(self._before_colon)
        if item.type == "plain":
            value = re.sub(r"[^\w@%+=:,./-]", r"\\\g<0>", value)
        return f"{item.type},{value}"


def register() -> None:
    """Make click use it for bash."""
    add_completion_class(BashCompletion)
