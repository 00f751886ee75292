#!/usr/bin/env python3
"""Adds up the test reports of all modules and names what was skipped. --strict: a skip is a failure."""
import glob
import sys
import xml.etree.ElementTree as ET

run = failed = skipped = 0
REPORTS = ("*/target/surefire-reports/TEST-*.xml", "*/*/target/surefire-reports/TEST-*.xml", "*/*/target/vitest/*.xml")
for path in (path for pattern in REPORTS for path in glob.glob(pattern)):
    for case in ET.parse(path).getroot().iter("testcase"):
        run += 1
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None:
            skipped += 1
            reason = (skip.get("message") or skip.text or "no reason given").strip().splitlines()[0]
            print(f"skipped: {case.get('classname')}.{case.get('name')}: {reason}")
print(f"{run - failed - skipped} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or run == 0 or (skipped and "--strict" in sys.argv) else 0)
