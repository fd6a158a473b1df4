"""The only room that knows Qt: pages, models, background work, the web view for charts."""
