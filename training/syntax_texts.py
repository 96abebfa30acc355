"""The texts of a treebank as JSON Lines (id, text), for `prepare`."""
import json
import sys

import syntax

for name, text in syntax.read(sys.argv[1])[1].items():
    print(json.dumps({"id": name, "text": text}))
