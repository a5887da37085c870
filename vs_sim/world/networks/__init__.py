"""Who knows whom: graphs that are generated or read, and who is placed where in them."""
