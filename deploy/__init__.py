"""How the dashboard is served: the ASGI entry, its guard and the page it sends."""
