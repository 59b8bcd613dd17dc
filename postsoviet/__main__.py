"""Entry point of ``python -m postsoviet``."""

from postsoviet.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
