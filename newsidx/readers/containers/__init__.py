"""Containers: one module each, and the registry of those that newsidx opens."""

from newsidx.readers.containers.registry import CONTAINERS, Container, container_of, is_tar

__all__ = ["CONTAINERS", "Container", "container_of", "is_tar"]
