"""Numbers without gaps: the row is locked until the transaction that uses the number ends."""

from __future__ import annotations

from allocation.models import NumberSeries


def next_number(*, swv_id: int, year: int, kind: NumberSeries.Kind) -> int:
    """Give the SWV's next number of this kind in the calendar year. Must run inside a transaction.

    A transaction that rolls back gives its number back, so a number never goes missing
    (volgnummer: WVO 2020 art. 2.47 lid 17).
    """
    NumberSeries.objects.bulk_create([NumberSeries(swv_id=swv_id, year=year, kind=kind)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(swv_id=swv_id, year=year, kind=kind)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
