"""manage.py replay_receipts: recompute every stored receipt with the rules of its own date."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from allocation.models import ReceiptRecord
from allocation.policy.decide import replay
from allocation.services.editions import edition_with_hash
from swv_portal.tenancy import PortalWork, as_portal


class Command(BaseCommand):
    """Proves that no stored receipt was changed and that the rules still say the same of it."""

    help = "Reken alle bewaarde bonnen opnieuw na en meld elk verschil."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every receipt whose seal differs; exit code 1 when there is one."""
        with as_portal(PortalWork.REPLAY_RECEIPTS):
            checked, different, destroyed = self._replay()
        gone = f" {destroyed} vernietigd." if destroyed else ""
        self.stdout.write(f"{checked} bonnen nagerekend, {different} met een verschil.{gone}")
        if different:
            sys.exit(1)

    def _replay(self) -> tuple[int, int, int]:
        checked, different, destroyed = 0, 0, 0
        for record in ReceiptRecord.objects.only("pk", "request_id", "body", "seal").iterator():
            if record.destroyed_on:
                destroyed += 1
                continue
            checked += 1
            if not _same(record):
                different += 1
                self.stderr.write(f"Bon {record.pk} van aanvraag {record.request_id}: het zegel klopt niet.")
        return checked, different, destroyed


def _same(record: ReceiptRecord) -> bool:
    try:
        return replay(record.body, edition_of=edition_with_hash).seal == record.seal
    except ValueError:
        return False
