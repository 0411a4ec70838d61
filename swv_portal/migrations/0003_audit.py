"""Who reads the audit trail, and that whoever acts can leave a trace in it."""

from django.db import migrations

from swv_portal.row_security import protect

SWV, USER = "(SELECT tenant_swv())", "(SELECT tenant_user())"
ALL_OF_SWV = "NOT (SELECT tenant_sees_only_assigned())"
OF_DOSSIER = """CASE WHEN dossier_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    EXISTS (SELECT 1 FROM allocation_request seen WHERE seen.id = dossier_id::uuid)
ELSE false END"""


def audit_events():
    """An SWV reads its trail; who sees a request what happened to it; a person their own log ins.

    An event is unsealed only within the transaction that writes it, which may read it back whatever its tenant.
    Adding is free, even for somebody unknown at the log in page. Sealing is done as the portal, by a trigger.
    """
    own = f"(swv_id = {SWV} AND {ALL_OF_SWV}) OR (swv_id IS NULL AND actor_id = {USER})"
    return protect(
        "audit_auditevent", read=f"hash IS NULL OR {own} OR {OF_DOSSIER}", write="false", add="actor_label <> ''"
    )


class Migration(migrations.Migration):
    dependencies = [("swv_portal", "0002_row_level_security"), ("audit", "0002_chain")]
    operations = [audit_events()]
