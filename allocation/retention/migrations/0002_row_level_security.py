"""The policies of the tables of keeping and destroying: an SWV its own; counts and warnings only the portal writes."""

from django.db import migrations

from swv_portal.row_security import follows, protect

SWV = "(SELECT tenant_swv())"
OWN = f"swv_id = {SWV}"
REQUEST, STUDENT, RUN = "allocation_request", "schools_student", "retention_destructionrun"


def of(table, column, parent, *, write=""):
    seen = follows(table, column, parent)
    return protect(table, read=seen, write=write.format(seen=seen))


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0001_initial"),
        ("swv_portal", "0002_row_level_security"),
    ]
    operations = [
        protect("retention_retentionchoice", read=OWN),
        protect(RUN, read=OWN),
        of("retention_destructionitem", "run_id", RUN),
        of("retention_leftfile", "run_id", RUN),
        of("retention_hold", "request_id", REQUEST, write=f"{SWV} IS NOT NULL AND ({{seen}})"),
        protect("retention_dossiercount", read=OWN, write="false"),
        of("retention_draftwarning", "request_id", REQUEST, write="false"),
        of("retention_correction", "student_id", STUDENT, write="false"),
        of("retention_restriction", "student_id", STUDENT, write=f"{OWN} AND ({{seen}})"),
    ]
