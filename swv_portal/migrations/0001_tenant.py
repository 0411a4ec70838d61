"""What the policies ask: whose transaction is this? Set by swv_portal/tenancy.py; nothing set means nobody."""

from django.db import migrations

ASKS = {
    "tenant_swv": ("bigint", "NULLIF(current_setting('tenant.swv_id', true), '')::bigint"),
    "tenant_user": ("bigint", "NULLIF(current_setting('tenant.user_id', true), '')::bigint"),
    "tenant_schools": (
        "bigint[]",
        "COALESCE(NULLIF(current_setting('tenant.school_ids', true), ''), '{}')::bigint[]",
    ),
    "tenant_sees_only_assigned": ("boolean", "COALESCE(current_setting('tenant.only_assigned', true), '') <> ''"),
    "tenant_is_portal": ("boolean", "COALESCE(current_setting('tenant.work', true), '') <> ''"),
}


def ask(name):
    returns, expression = ASKS[name]
    return migrations.RunSQL(
        f"CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT {expression} $$",
        f"DROP FUNCTION {name}()",
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [ask(name) for name in ASKS]
