//! Commands of the shell, called as the window calls them.
