"""The forms of the portal: names, hints and choices. What a filled form means is decided in the services."""

from .assigning import AssignForm
from .building import StepForm
from .deciding import AdditionsForm, DecideForm, FileRequestForm, WithdrawForm
from .documents import UploadForm
from .pupil import PupilForm, pupil_initial
from .reasoning import ReasoningForm, reasoning_initial
from .results import ResultsForm, tests_initial
from .start import DossierFileForm, NewRequestForm, RenewalForm, SearchForm

__all__ = [
    "AdditionsForm",
    "AssignForm",
    "DecideForm",
    "DossierFileForm",
    "FileRequestForm",
    "NewRequestForm",
    "PupilForm",
    "ReasoningForm",
    "RenewalForm",
    "ResultsForm",
    "SearchForm",
    "StepForm",
    "UploadForm",
    "WithdrawForm",
    "pupil_initial",
    "reasoning_initial",
    "tests_initial",
]
