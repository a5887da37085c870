"""What stands between the gateway and a backend, one small file each."""
