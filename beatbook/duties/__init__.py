"""The ten duties of a community service officer, independent of one another."""
