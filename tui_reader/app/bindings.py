"""The commands of a scope as Textual bindings. Nothing else knows both."""

from textual.binding import Binding, BindingType

from tui_reader.app.commands import Scope, commands_of, key_name


def bindings(*scopes: Scope) -> list[BindingType]:
    """Return the bindings of these scopes, in the table's order."""
    return [
        Binding(
            command.keys,
            command.id,
            command.label,
            show=command.in_bar,
            key_display=key_name(command.key_list[0]),
            id=command.id,
            tooltip=command.help,
        )
        for scope in scopes
        for command in commands_of(scope)
    ]
