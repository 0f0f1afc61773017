"""The registry's pages, one file for each noun. A view finds, asks, executes, redirects."""
