"""``python -m bench``: every benchmark, one table each."""

from __future__ import annotations

<<<<<<< HEAD
from bench import exports_office, reading, robustness
=======
from bench import exports_vector, reading, robustness
>>>>>>> main

if __name__ == "__main__":
    reading.main()
    print()
    robustness.main()
    print()
<<<<<<< HEAD
    exports_office.main()
=======
    exports_vector.main()
>>>>>>> main
