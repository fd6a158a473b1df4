"""Files of reporting data, such as the example: values, judgements and contributions as TOML."""

from spa_me.domain.dataset_file.reading import DatasetFile, read_dataset

__all__ = ["DatasetFile", "read_dataset"]
