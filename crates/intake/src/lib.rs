//! Foreign text (plain, Markdown, HTML) to blocks, with limits.
