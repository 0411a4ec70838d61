"""A one-page invented report, so that every demo dossier has real documents to open."""

from __future__ import annotations

from django.utils.html import escape

from swv_portal.pdf import render_pdf

CSS = "@page { size: A4; margin: 25mm } body { font: 12pt/1.5 'Source Sans 3' } h1 { font-size: 20pt }"


def demo_report(*, title: str, name: str) -> bytes:
    """The report as PDF bytes."""
    body = (
        f"<h1>{escape(title)}</h1><p>Leerling: {escape(name)}</p>"
        "<p>Dit is een verzonnen document voor de demonstratie. Er staan geen gegevens van echte leerlingen in.</p>"
    )
    html = f"<!doctype html><html lang='nl'><head><title>{escape(title)}</title></head><body>{body}</body></html>"
    return render_pdf(html=html, css=CSS)
