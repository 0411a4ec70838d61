"""The policies of the tables with pupils, requests and choices of an SWV; docs/adr/0010-row-level-security.md."""

from django.db import migrations

from swv_portal.row_security import follows, protect

SWV = "(SELECT tenant_swv())"
SCHOOLS = "((SELECT tenant_schools())::bigint[])"
# Once in a statement: the few locations of a school, and the SWVs in whose area they lie or lay.
OWN_LOCATIONS = f"(SELECT id FROM schools_location WHERE school_id = ANY ({SCHOOLS}))"
OWN_AREAS = f"(SELECT swv_id FROM schools_locationaffiliation WHERE location_id IN {OWN_LOCATIONS})"
AREA_OF_LOCATION = """EXISTS (
    SELECT 1 FROM schools_locationaffiliation lies
    WHERE lies.location_id = allocation_request.location_id AND lies.swv_id = allocation_request.swv_id
)"""

REQUEST, STUDENT, DECISION = "allocation_request", "schools_student", "allocation_decision"
FRAMEWORK = "allocation_framework"
OF_REQUEST = (
    "allocation_assignment",
    "allocation_evidence",
    "allocation_delayresult",
    "allocation_document",
    "allocation_routeinfo",
    "allocation_statuschange",
    "allocation_receiptrecord",
)
OF_STUDENT = (
    "schools_enrolment",
    "schools_guardian",
    "schools_schoolhistoryentry",
    "schools_earliersupport",
)
OF_FRAMEWORK = ("allocation_boardconsent", "allocation_whatif")


ASSIGNED = """
CREATE FUNCTION tenant_assigned() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := current_setting('tenant.work', true);
    assigned uuid[];
BEGIN
    PERFORM set_config('tenant.work', 'check', true);
    SELECT COALESCE(array_agg(request_id), '{}') INTO assigned FROM allocation_assignment
        WHERE user_id = tenant_user() AND ended_at IS NULL;
    PERFORM set_config('tenant.work', COALESCE(before, ''), true);
    RETURN assigned;
END $$
"""


def what_is_assigned():
    """The requests laid before an assessor. It looks as the portal, for who sees an assignment depends on its request."""
    return migrations.RunSQL(ASSIGNED, "DROP FUNCTION tenant_assigned()")


def requests():
    """As Request.objects.visible_to: an SWV what was filed with it, a school everything of its locations.

    A school files only with an SWV in whose area the location lies or lay.
    """
    mine = "(NOT (SELECT tenant_sees_only_assigned()) OR id = ANY ((SELECT tenant_assigned())::uuid[]))"
    filed_here = f"swv_id = {SWV} AND filed_at IS NOT NULL AND {mine}"
    own = f"location_id IN {OWN_LOCATIONS}"
    return protect(REQUEST, read=f"{filed_here} OR {own}", write=f"({filed_here}) OR ({own} AND {AREA_OF_LOCATION})")


def students():
    """A school its own pupils; an SWV those of whom it has a request: it corrects them too (AVG art. 16)."""
    own = f"school_id = ANY ({SCHOOLS})"
    requested = f"EXISTS (SELECT 1 FROM {REQUEST} asked WHERE asked.student_id = {STUDENT}.id)"
    at_its_school = f"""EXISTS (
        SELECT 1 FROM {REQUEST} asked JOIN schools_location place ON place.id = asked.location_id
        WHERE asked.student_id = {STUDENT}.id AND place.school_id = {STUDENT}.school_id
    )"""
    return protect(
        STUDENT,
        read=f"{own} OR ({SWV} IS NOT NULL AND {requested})",
        write=f"{own} OR ({SWV} IS NOT NULL AND {at_its_school})",
    )


def decisions():
    """Seen by who sees the request; taken by its SWV."""
    seen = follows(DECISION, "request_id", REQUEST)
    return protect(DECISION, read=seen, write=f"swv_id = {SWV} AND {seen}")


def letters():
    seen = follows("allocation_letter", "decision_id", DECISION)
    return protect("allocation_letter", read=seen, write=f"{SWV} IS NOT NULL AND {seen}")


def frameworks():
    """An SWV its own; a school the published ones of its area."""
    read = f"swv_id = {SWV} OR (state <> 'concept' AND swv_id IN {OWN_AREAS})"
    return protect(FRAMEWORK, read=read, write=f"swv_id = {SWV}")


def of_framework(table):
    return protect(table, read=follows(table, "framework_id", FRAMEWORK, where=f"parent.swv_id = {SWV}"))


def editions():
    return protect(
        "allocation_instrumentedition", read=f"swv_id = {SWV} OR swv_id IN {OWN_AREAS}", write=f"swv_id = {SWV}"
    )


def number_series():
    """A school that files takes the next number of a request; a number of a decision only the SWV."""
    filing = f"kind = 'request' AND swv_id IN {OWN_AREAS}"
    return protect("allocation_numberseries", read=f"swv_id = {SWV} OR ({filing})")


def jobs():
    letters = follows("allocation_job", "decision_id", DECISION)
    what_ifs = follows("allocation_job", "what_if_id", "allocation_whatif")
    own = f"(decision_id IS NULL OR {letters}) AND (what_if_id IS NULL OR {what_ifs})"
    return protect("allocation_job", read=f"{letters} OR {what_ifs}", write=f"{SWV} IS NOT NULL AND {own}")


PUPIL_OF_THE_SCHOOL = """
CREATE FUNCTION pupil_of_the_school() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting('tenant.work', true);
BEGIN
    IF NEW.student_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM set_config('tenant.work', 'check', true);
    IF NOT EXISTS (
        SELECT 1 FROM schools_student pupil JOIN schools_location place ON place.school_id = pupil.school_id
        WHERE pupil.id = NEW.student_id AND place.id = NEW.location_id
    ) THEN
        RAISE EXCEPTION 'A request is for a pupil of the school of its location';
    END IF;
    PERFORM set_config('tenant.work', COALESCE(before, ''), true);
    RETURN NEW;
END $$;
CREATE TRIGGER pupil_of_the_school BEFORE INSERT OR UPDATE OF student_id, location_id ON allocation_request
    FOR EACH ROW EXECUTE FUNCTION pupil_of_the_school();
"""


def a_request_is_for_a_pupil_of_its_school():
    """Whoever has a request sees its pupil, so nobody may put somebody else's pupil into it.

    A foreign key does not ask the policies, and a policy on requests cannot ask about pupils: theirs asks for requests.
    """
    return migrations.RunSQL(
        PUPIL_OF_THE_SCHOOL,
        "DROP TRIGGER pupil_of_the_school ON allocation_request; DROP FUNCTION pupil_of_the_school();",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("swv_portal", "0001_tenant"),
        ("schools", "0002_guardians_and_earlier_support"),
        ("allocation", "0008_assignments"),
    ]
    operations = [
        what_is_assigned(),
        requests(),
        a_request_is_for_a_pupil_of_its_school(),
        *(protect(table, read=follows(table, "request_id", REQUEST)) for table in OF_REQUEST),
        students(),
        *(protect(table, read=follows(table, "student_id", STUDENT)) for table in OF_STUDENT),
        decisions(),
        letters(),
        frameworks(),
        *(of_framework(table) for table in OF_FRAMEWORK),
        editions(),
        number_series(),
        jobs(),
    ]
