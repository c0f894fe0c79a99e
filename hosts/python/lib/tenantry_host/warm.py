"""Modules that nearly every runbook imports, loaded while the host waits for its job."""

# ruff: noqa: F401
import base64
import collections
import concurrent.futures
import csv
import datetime
import email.message
import functools
import hashlib
import hmac
import http.client
import io
import itertools
import json
import logging
import os
import re
import socket
import ssl
import string
import subprocess
import threading
import time
import traceback
import types
import typing
import urllib.error
import urllib.parse
import urllib.request
import uuid
import warnings

import automationassets
import tenantry

# Made once, it leaves OpenSSL's tables and Python's caches behind.
ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
