"""`python -m screening` is `screening`."""

from screening.cli import main

if __name__ == "__main__":
    main()
