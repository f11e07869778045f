"""`counterclaim data publish`."""

import argparse

from counterclaim.cli.options import add_data

SUMMARY = "Publish a built dataset on the Hugging Face Hub, with a tag for its version."
EXAMPLE = "  counterclaim data publish --repo OWNER/NAME --dry-run"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("--repo", metavar="OWNER/NAME", required=True, help="the dataset on the Hub; made where it is not there")
    verb.add_argument("--dry-run", action="store_true", help="say what would be published, and send nothing")
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Say what is published, and publish it. The token is that of HF_TOKEN or of `hf auth login`."""
    from counterclaim.publishing import publication, publish  # noqa: PLC0415 - keeps `--help` quick

    it = publication(arguments.repo, data=arguments.data)
    sizes = {name: path.stat().st_size for name, path in it.files.items()}
    for name, size in sizes.items():
        print(f"{size:>9}  {name}")
    print(f"{len(sizes)} files, {sum(sizes.values())} bytes; digest {it.dataset.manifest.digest}; tag {it.tag}")
    if arguments.dry_run:
        print(f"nothing sent: without --dry-run these would go to https://huggingface.co/datasets/{it.repo}")
        return
    print(f"{it.repo}: {it.tag} is {publish(it)}")
