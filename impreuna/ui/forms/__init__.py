"""Forms of the house: HTML in, cleaned values out. Always `Form`, never `ModelForm`: a view makes a command of it."""

from django.forms import (
    CheckboxInput,
    CheckboxSelectMultiple,
    HiddenInput,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
    TextInput,
    UUIDField,
    ValidationError,
    formset_factory,
)

from impreuna.ui.forms.date_field import DateParts, RomanianDateField
from impreuna.ui.forms.fields import (
    BooleanField,
    ChoiceField,
    DecimalField,
    EmailField,
    FileField,
    Form,
    IntegerField,
    LongTextField,
    MultipleChoiceField,
    NameField,
    TextField,
)

__all__ = [
    "BooleanField",
    "CheckboxInput",
    "CheckboxSelectMultiple",
    "ChoiceField",
    "DateParts",
    "DecimalField",
    "EmailField",
    "FileField",
    "Form",
    "HiddenInput",
    "IntegerField",
    "LongTextField",
    "MultipleChoiceField",
    "NameField",
    "PasswordInput",
    "RadioSelect",
    "RomanianDateField",
    "Select",
    "TextField",
    "TextInput",
    "Textarea",
    "UUIDField",
    "ValidationError",
    "formset_factory",
]
