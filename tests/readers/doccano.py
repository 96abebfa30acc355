#!/usr/bin/env python3
"""Imports byline's export for doccano with doccano's own importer, into a database in memory, and prints what it has then as JSON.

usage: PYTHON tests/readers/doccano.py FILE.doccano.jsonl

formats.py runs it with the Python that has doccano (formats.py --doccano PYTHON), an environment of its own because doccano wants
old versions: pip install --no-deps doccano==1.8.4, then pip install -r tests/readers/requirements-doccano.txt
"""
import json
import pathlib
import sys
import tempfile

PACKAGES = next(p for p in map(pathlib.Path, sys.path) if (p / "backend" / "data_import").is_dir())
# Its own modules name each other from there.
sys.path.insert(0, str(PACKAGES / "backend"))
APPS = ["django.contrib.auth", "django.contrib.contenttypes", "polymorphic", "django_drf_filepond", "roles", "projects", "examples",
        "label_types", "labels", "data_import"]


def start(scratch):
    import django
    from django.conf import settings
    settings.configure(
        SECRET_KEY="none", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.AutoField", INSTALLED_APPS=APPS, BASE_DIR=scratch,
        MEDIA_ROOT=scratch, DJANGO_DRF_FILEPOND_UPLOAD_TMP=scratch, DJANGO_DRF_FILEPOND_FILE_STORE_PATH=scratch,
        ROLE_PROJECT_ADMIN="project_admin", ROLE_ANNOTATOR="annotator", ROLE_ANNOTATION_APPROVER="annotation_approver",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        # The tables as its models have them now.
        MIGRATION_MODULES={app.split(".")[-1]: None for app in APPS})
    django.setup()
    from django.core.management import call_command
    call_command("migrate", run_syncdb=True, verbosity=0)


def imported(path, task, columns):
    """What one kind of project holds after the import: texts, spans and relations, and what the importer says against the file."""
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import JSONL
    from data_import.pipeline.readers import FileName
    from django.contrib.auth.models import User
    from labels.models import Relation, Span
    from projects.models import ProjectType, SequenceLabelingProject
    user, _ = User.objects.get_or_create(username="reader")
    project = SequenceLabelingProject.objects.create(
        name=task, project_type=ProjectType.SEQUENCE_LABELING, created_by=user, use_relation=task == "RelationExtraction",
        # Entities stand inside each other only where relations need them.
        allow_overlapping=task == "RelationExtraction")
    dataset = load_dataset(task, JSONL, [FileName(path, path, path)], project, encoding="utf-8", **columns)
    dataset.save(user)
    spans = Span.objects.filter(example__project=project)
    relations = Relation.objects.filter(example__project=project)
    return {
        "errors": [str(it) for it in dataset.errors],
        "texts": [it.text for it in project.examples.all()],
        "spans": sorted([it.start_offset, it.end_offset, it.label.text] for it in spans),
        "relations": [[[it.from_id.start_offset, it.from_id.end_offset], it.type.text, [it.to_id.start_offset, it.to_id.end_offset]]
                      for it in relations.order_by("id")],
    }


def main():
    with tempfile.TemporaryDirectory() as scratch:
        start(scratch)
        layer = lambda name: imported(sys.argv[1], "SequenceLabeling", {"column_data": "text", "column_label": name})
        print(json.dumps({
            "layers": {name: layer(name) for name in ("label", "mentions", "quotes")},
            "relations": imported(sys.argv[1], "RelationExtraction", {"column_data": "text"}),
        }))


if __name__ == "__main__":
    main()
