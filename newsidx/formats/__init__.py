"""Articles and figures for files and pipes, one module a format. `registry` lists them all."""
