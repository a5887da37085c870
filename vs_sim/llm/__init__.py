"""Requests to models: flows state them, the gateway drives flows, layers protect calls, backends reach models."""
