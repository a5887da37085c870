"""What the commands use in addition to the public functions of the package, loaded on first use.

So `vs-sim --help` loads neither numpy nor pandas. This is the one place of the command line where that is arranged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vs_sim.first_use import on_first_use

if TYPE_CHECKING:
    from vs_sim.api.catalogue import known_names as known_names
    from vs_sim.api.comparisons import run_summary as run_summary
    from vs_sim.api.forecasts import forecast_cost as forecast_cost
    from vs_sim.api.jobs import AskedJob as AskedJob
    from vs_sim.api.jobs import job_script as job_script
    from vs_sim.api.sweeps import check_plan as check_plan
    from vs_sim.api.sweeps import estimate_plan as estimate_plan
    from vs_sim.api.sweeps import models_in as models_in
    from vs_sim.core.cost import capped as capped
    from vs_sim.core.csv_reading import CsvReading as CsvReading
    from vs_sim.core.standin_notice import STANDIN_NOTICE as STANDIN_NOTICE
    from vs_sim.corpora.reference_data import Recipe as Recipe
    from vs_sim.llm.models_at_hand import models_at_hand as models_at_hand
    from vs_sim.log.labels import coders_of as coders_of
    from vs_sim.log.part import Part as Part
    from vs_sim.personas.population import load_population as load_population
    from vs_sim.personas.population import population_names as population_names
    from vs_sim.report.terminal.coding_table import coding_table as coding_table
    from vs_sim.report.terminal.coding_table import figures_table as figures_table
    from vs_sim.report.terminal.distribution_table import whole_table as whole_table
    from vs_sim.report.terminal.forecast_tables import forecast_summary as forecast_summary
    from vs_sim.report.terminal.forecast_tables import forecast_tables as forecast_tables
    from vs_sim.report.terminal.identification_table import identification_table as identification_table
    from vs_sim.report.terminal.pilot_screen import pilot_screen as pilot_screen
    from vs_sim.report.terminal.pilot_screen import pilot_summary as pilot_summary
    from vs_sim.report.terminal.reference_table import plan_table as plan_table
    from vs_sim.report.terminal.reference_table import population_table as population_table
    from vs_sim.report.terminal.reference_table import reference_table as reference_table
    from vs_sim.report.terminal.run_table import dialogue_table as dialogue_table
    from vs_sim.report.terminal.run_table import run_table as run_table
    from vs_sim.report.terminal.scorecard_table import card_table as card_table
    from vs_sim.report.terminal.society_table import is_society as is_society
    from vs_sim.report.terminal.society_table import society_tables as society_tables
    from vs_sim.report.terminal.sweep_tables import sweep_tables as sweep_tables
    from vs_sim.simulation.checking import scenario_schema as scenario_schema
    from vs_sim.simulation.chosen_models import model_sets as model_sets
    from vs_sim.simulation.dry_run import rehearsal as rehearsal
    from vs_sim.simulation.forecasting import ForecastPlan as ForecastPlan
    from vs_sim.simulation.forecasting import named_conditions as named_conditions
    from vs_sim.simulation.pipeline_validation import serve_standin as serve_standin
    from vs_sim.simulation.progress import Silent as Silent
    from vs_sim.simulation.progress import on_stderr as on_stderr
    from vs_sim.simulation.session import RunOptions as RunOptions
    from vs_sim.simulation.single_question import AskOptions as AskOptions
    from vs_sim.simulation.single_question import answer_of as answer_of
    from vs_sim.simulation.single_question import model_entry as model_entry
    from vs_sim.simulation.tables_understood import tables_understood as tables_understood
    from vs_sim.study.build.reference_from_table import make_reference as make_reference
    from vs_sim.study.build.reference_from_table import table_understood as table_understood
    from vs_sim.study.coding.label_counts import count_labels as count_labels
    from vs_sim.study.coding.published_codings import CodingFigures as CodingFigures
    from vs_sim.study.coding.published_codings import load_shipped as load_shipped
    from vs_sim.study.data.provenance import Header as Header
    from vs_sim.study.data.provenance import Source as Source
    from vs_sim.study.data.provenance import read_header as read_header
    from vs_sim.study.forecasts.next_steps import typed_moment as typed_moment
    from vs_sim.sweep.identification import card_conclusion as card_conclusion
    from vs_sim.sweep.load_plan import is_plan as is_plan
    from vs_sim.sweep.slurm_script import Job as Job
    from vs_sim.sweep.sweep_folder import is_sweep as is_sweep
    from vs_sim.sweep.sweep_options import SweepOptions as SweepOptions

HOMES = {
    "vs_sim.sweep.identification": ("card_conclusion",),
    "vs_sim.report.terminal.identification_table": ("identification_table",),
    "vs_sim.api.forecasts": ("forecast_cost",),
    "vs_sim.report.terminal.forecast_tables": ("forecast_summary", "forecast_tables"),
    "vs_sim.simulation.forecasting": ("ForecastPlan", "named_conditions"),
    "vs_sim.study.forecasts.next_steps": ("typed_moment",),
    "vs_sim.simulation.chosen_models": ("model_sets",),
    "vs_sim.llm.models_at_hand": ("models_at_hand",),
    "vs_sim.api.catalogue": ("known_names",),
    "vs_sim.api.comparisons": ("run_summary",),
    "vs_sim.core.csv_reading": ("CsvReading",),
    "vs_sim.api.jobs": ("AskedJob", "job_script"),
    "vs_sim.api.sweeps": ("check_plan", "estimate_plan", "models_in"),
    "vs_sim.sweep.sweep_folder": ("is_sweep",),
    "vs_sim.core.cost": ("capped",),
    "vs_sim.log.labels": ("coders_of",),
    "vs_sim.log.part": ("Part",),
    "vs_sim.personas.population": ("load_population", "population_names"),
    "vs_sim.report.terminal.coding_table": ("coding_table", "figures_table"),
    "vs_sim.report.terminal.distribution_table": ("whole_table",),
    "vs_sim.report.terminal.reference_table": ("plan_table", "population_table", "reference_table"),
    "vs_sim.report.terminal.run_table": ("dialogue_table", "run_table"),
    "vs_sim.report.terminal.scorecard_table": ("card_table",),
    "vs_sim.report.terminal.society_table": ("is_society", "society_tables"),
    "vs_sim.report.terminal.sweep_tables": ("sweep_tables",),
    "vs_sim.core.standin_notice": ("STANDIN_NOTICE",),
    "vs_sim.simulation.checking": ("scenario_schema",),
    "vs_sim.simulation.dry_run": ("rehearsal",),
    "vs_sim.report.terminal.pilot_screen": ("pilot_screen", "pilot_summary"),
    "vs_sim.simulation.pipeline_validation": ("serve_standin",),
    "vs_sim.simulation.progress": ("Silent", "on_stderr"),
    "vs_sim.simulation.session": ("RunOptions",),
    "vs_sim.simulation.single_question": ("AskOptions", "answer_of", "model_entry"),
    "vs_sim.study.coding.published_codings": ("CodingFigures", "load_shipped"),
    "vs_sim.simulation.tables_understood": ("tables_understood",),
    "vs_sim.study.build.reference_from_table": ("make_reference", "table_understood"),
    "vs_sim.corpora.reference_data": ("Recipe",),
    "vs_sim.study.coding.label_counts": ("count_labels",),
    "vs_sim.study.data.provenance": ("Header", "Source", "read_header"),
    "vs_sim.sweep.load_plan": ("is_plan",),
    "vs_sim.sweep.slurm_script": ("Job",),
    "vs_sim.sweep.sweep_options": ("SweepOptions",),
}
"""Every name, by the module that defines it."""
__getattr__ = on_first_use(__name__, HOMES)
