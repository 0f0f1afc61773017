"""Two threads that first read the same shape at once do not end the process."""

import subprocess
import sys

from impreuna.config.shapes import learn_shapes

# Threads take turns as often as they can, and all begin with the same shape: without `learn_shapes` some
# such processes end with a null pointer.
_AT_ONCE = """
import os, sys, threading
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
import django
django.setup()
from impreuna.config.shapes import learn_shapes
learn_shapes()
import msgspec
from impreuna.nomenclature.rules.content import Content
sys.setswitchinterval(1e-6)
start = threading.Barrier(8)
def read():
    start.wait()
    try:
        msgspec.convert({"topics": [{}]}, Content)
    except msgspec.ValidationError:
        return
threads = [threading.Thread(target=read) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print("read")
"""


def test_every_shape_can_be_learnt() -> None:
    assert learn_shapes() > 50


def test_threads_that_begin_together_read() -> None:
    done = subprocess.run([sys.executable, "-c", _AT_ONCE], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "read\n"), done.stderr
