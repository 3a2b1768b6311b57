"""The archive in a cluster of OpenSearch servers, for more articles or more writers than one file is right for."""
