"""Our own few icons, drawn in a box of 24 with a stroke and no fill."""

ICONS = {
    "home": '<path d="M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z"/>',
    "direction": '<circle cx="12" cy="12" r="9"/><path d="M15.5 8.5l-2 5-5 2 2-5z"/>',
    "group": (
        '<circle cx="9" cy="9" r="3.2"/><path d="M3 19.5c.4-3.6 2.8-5.3 6-5.3s5.6 1.7 6 5.3"/>'
        '<path d="M15.5 6.2a3 3 0 010 5.7M18 14.8c1.8.8 2.8 2.4 3 4.7"/>'
    ),
    "feedback": '<path d="M4 5h16v11h-8.5L7 20v-4H4z"/><path d="M8 9h8M8 12.5h5"/>',
    "notices": '<path d="M6 17v-6a6 6 0 0112 0v6l1.5 1.5h-15z"/><path d="M10 21h4"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
}
