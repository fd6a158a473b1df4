"""Files of reporting data, such as the example: values, judgements and contributions as TOML."""

from spa_me.domain.dataset_file.reading import DatasetFile, framework_named_in, read_dataset

__all__ = ["DatasetFile", "framework_named_in", "read_dataset"]
