"""Promises 1 to 29: repetitions, time, errors, decoding, and what goes into a request."""

from __future__ import annotations

from .promises import BINDINGS, OVERLAYS, Mutant, Promise

FLOWS, RETRIES = "client/test_flows.py::", "client/test_retries.py::"
WRITES, LIMITS = "client/test_interrupted_writes.py::", "client/test_call_limits.py::"
SCENARIOS, MATRIX, SCRIPTS = "faults/test_scenarios.py::", "faults/test_matrix.py::", "faults/test_scripts.py::"
RESPONSES, HTTP1 = "client/test_responses.py::", "client/test_http1.py::"
TABLE = OVERLAYS + "calling/retries.py"

PROMISES = (
    Promise(
        1, "A query or an external call whose fate is unknown is sent once, and the error says so.",
        (FLOWS + "test_a_query_that_may_have_been_carried_out_is_sent_once",
         "client/test_services.py::test_an_external_call_that_may_have_been_made_is_made_once"),
        Mutant(TABLE, '"inference": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: GIVE_UP}',
               '"inference": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RETRY}'),
    ),
    Promise(
        2, "A create whose answer was lost returns what it created, and never what was there before.",
        (WRITES + "test_a_create_never_adopts_what_may_have_been_there_before",
         SCENARIOS + "test_a_create_returns_what_was_created_although_its_answer_was_lost",
         "client/test_workspace_machine.py::TestMachine::runTest"),
        Mutant(TABLE, '"create": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RECONCILE}',
               '"create": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RETRY}'),
    ),
    Promise(
        3, "A deletion whose answer was lost ends in success.",
        (SCENARIOS + "test_a_deletion_succeeds_although_its_answer_was_lost",
         WRITES + "test_an_interrupted_delete_ends_with_the_endpoint_gone"),
        Mutant(OVERLAYS + "calling/recovery.py", 'if progress.call.operation.method == "DELETE":', "if False:"),
    ),
    Promise(
        4, "A read survives every transient fault with one more request.",
        (FLOWS + "test_a_read_survives_a_passing_fault", MATRIX + "test_a_fault_that_strikes_once"),
        Mutant(TABLE, '"read": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RETRY}',
               '"read": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: GIVE_UP}'),
    ),
    Promise(
        5, "No call sends more than four requests, whatever the server and the caller say.",
        ("client/test_config_options.py::test_a_wrong_value_names_its_option_and_is_not_shown",
         SCRIPTS + "test_any_script_ends_well_or_in_an_error_of_ours", MATRIX + "test_a_fault_that_lasts"),
        Mutant(TABLE, "failure.attempts >= max_attempts", "failure.attempts > max_attempts"),
    ),
    Promise(
        6, "Pauses are drawn evenly under a ceiling that doubles up to 8 s; clients do not come back in step.",
        (SCENARIOS + "test_pauses_are_spread_evenly_over_their_range",
         SCENARIOS + "test_clients_that_fail_together_do_not_come_back_together",
         RETRIES + "test_the_backoff_stays_between_zero_and_eight_seconds"),
        Mutant(TABLE, "return random() * min(", "return 0.5 * min("),
    ),
    Promise(
        7, "Retry-After is a floor in each of its forms, bounded by 120 s, and nonsense in it is ignored.",
        (RETRIES + "test_retry_after_is_read_in_every_form", RETRIES + "test_retry_after_that_means_nothing_is_ignored",
         RETRIES + "test_no_header_makes_a_client_sleep_for_longer_than_two_minutes",
         "test_fuzz.py::test_the_corpus_breaks_no_promise"),
        Mutant(TABLE, "LONGEST_RETRY_AFTER = 120.0", "LONGEST_RETRY_AFTER = 1e9"),
    ),
    Promise(
        8, "In an outage retries add at most a tenth to 1,000 calls; the budget stays within its bounds under threads.",
        (SCENARIOS + "test_an_outage_is_not_multiplied_by_retries",
         SCENARIOS + "test_the_retry_budget_stays_within_its_bounds_under_threads"),
        Mutant(OVERLAYS + "calling/budget.py", "if cost > self._available:", "if False:"),
    ),
    Promise(
        9, "One deadline covers pool, name, connection, TLS, every read, sleeps, tokens, and what a first call loads.",
        (LIMITS + "test_what_a_first_call_loads_counts_towards_its_deadline",
         LIMITS + "test_a_deadline_covers_attempts_and_sleeps",
         "faults/test_endings.py::test_a_slow_loris_cannot_outlast_the_deadline",
         "faults/test_deadlines.py::test_a_deadline_covers_the_way_to_a_token",
         "client/test_giving_up.py::test_a_name_that_takes_too_long_to_look_up_is_given_up"),
        Mutant(OVERLAYS + "calling/progress.py", "return sooner(self.tally.deadline, self.begun + seconds)",
               "return self.begun + seconds"),
    ),
    Promise(
        10, "No sleep crosses the deadline.",
        (SCENARIOS + "test_no_sleep_crosses_the_deadline", "client/test_tokens.py::test_no_sleep_crosses_the_deadline"),
        Mutant(TABLE, "if sleep < failure.remaining else", "if True else"),
    ),
    Promise(
        11, "The last typed error is raised, with the story of every attempt.",
        (SCENARIOS + "test_the_last_error_is_the_one_that_is_raised_with_the_story_of_all",),
        Mutant(OVERLAYS + "calling/progress.py", "error.attempts = tuple(self.tally.attempts)", "error.attempts = ()"),
    ),
    Promise(
        12, "The words of an answer decide nothing.",
        (MATRIX + "test_a_fault_that_strikes_once",),
        Mutant(OVERLAYS + "calling/phases.py", "    if isinstance(error, DatabricksError) and",
               '    if "retry" in str(error):\n        return AMBIGUOUS\n'
               "    if isinstance(error, DatabricksError) and"),
    ),
    Promise(
        13, "One id names a call in all its attempts, and every attempt has its number.",
        (SCENARIOS + "test_one_id_names_a_call_and_every_attempt_has_its_number",),
        Mutant(OVERLAYS + "calling/progress.py", "self.id = urandom(8).hex()", 'self.id = "1"'),
    ),
    Promise(
        14, "A body that can be read only once is refused, so none is rewound.",
        ("client/test_promises.py::test_a_body_that_can_be_read_only_once_is_refused_before_anything_is_sent",),
        Mutant(OVERLAYS + "api_client.py", "        call.body = encoded(\"body\", body)",
               "        call.body = encoded(\"body\", list(body) if hasattr(body, '__next__') else body)"),
    ),
    Promise(
        15, "A wrong name, a closed port and an untrusted certificate are reported at once, naming host and cause.",
        (FLOWS + "test_a_certificate_that_is_not_trusted_is_not_tried_again",
         "faults/test_transport_faults.py::test_a_certificate_of_a_stranger_is_a_tls_error",
         "faults/test_transport_faults.py::test_a_name_that_does_not_exist_is_a_connect_error",
         "faults/test_wire_matrix.py::test_a_port_that_is_closed_is_tried_four_times"),
        Mutant(OVERLAYS + "network/failures.py", "if isinstance(error, (TLSError, ClientClosed)):\n        return True",
               "if isinstance(error, (TLSError, ClientClosed)):\n        return False"),
    ),
    Promise(
        16, "Importing and constructing do no I/O; discovery is lazy, cached and bounded.",
        ("faults/test_sockets.py::test_a_client_that_is_only_made_opens_no_connection",
         "bindings/test_import_cost.py::test_a_client_is_made_without_loading_the_network_stack",
         "client/test_tokens.py::test_the_page_is_looked_up_once_and_the_token_is_kept"),
        Mutant(OVERLAYS + "client.py", "        self._io = BlockingIO(self._config)",
               "        self._io = BlockingIO(self._config)\n        import urllib3"),
    ),
    Promise(
        17, "One root; every error tells status, code, request, attempts and whether it may have been applied.",
        (RESPONSES + "test_an_error_tells_what_a_support_ticket_needs",
         "client/test_errors.py::test_the_drawn_tree_names_every_class",
         "parity/test_error_tree.py::test_every_official_class_is_here_with_the_same_relations"),
        Mutant(OVERLAYS + "errors/responses.py",
               "    error.request_id = request_id(headers, facts, redactor)\n    error.body",
               "    error.body"),
    ),
    Promise(
        18, "Any answer and any script of faults give a value or an error of the root.",
        (SCRIPTS + "test_any_answer_is_a_result_or_an_error_of_ours",
         SCRIPTS + "test_any_script_ends_well_or_in_an_error_of_ours",
         "test_fuzz.py::test_the_corpus_breaks_no_promise"),
        Mutant(OVERLAYS + "calling/retry_after.py",
               "except (ValueError, TypeError, IndexError, OverflowError, OSError, AttributeError):",
               "except ZeroDivisionError:"),
    ),
    Promise(
        19, "Errors pickle with all they know, and are one line of at most 500 characters.",
        ("client/test_errors.py::test_every_error_survives_pickling_and_copying_with_all_it_knows",
         "client/test_errors.py::test_every_error_is_one_printable_line_however_long_its_message",
         "client/test_errors.py::test_an_ambiguous_failure_pickles_into_another_process"),
        Mutant(OVERLAYS + "errors/combined.py", "(error._combined_from, error.args), error.__dict__",
               "(error._combined_from, error.args)"),
    ),
    Promise(
        20, "Any body keeps the class that its status implies.",
        (RESPONSES + "test_any_body_keeps_the_class_that_its_status_implies",),
        Mutant(OVERLAYS + "errors/responses.py", "error = _error(status, facts, redactor)\n    error.status",
               "error = _error(400, facts, redactor)\n    error.status"),
    ),
    Promise(
        21, "A success that holds no resource, or more than nothing where nothing is promised, is a DecodeError.",
        (WRITES + "test_a_deletion_that_is_answered_by_something_else_is_looked_up",
         FLOWS + "test_a_success_that_holds_no_resource_is_a_decode_error", MATRIX + "test_a_fault_that_strikes_once"),
        Mutant(BINDINGS + "bodies.py", 'if came_with(value, "error_code"):', "if False:"),
    ),
    Promise(
        22, "The size of an answer is bounded after decompression, while it is read.",
        (HTTP1 + "test_a_bomb_is_stopped_at_the_limit",
         "faults/test_endings.py::test_a_bomb_is_defused_before_it_takes_memory"),
        Mutant(OVERLAYS + "network/bodies.py", "if self._size > limit:", "if False:"),
    ),
    Promise(
        23, "Depth, digits, NaN, floats beyond the range, wrong UTF-8 and floods of headers end in errors of ours.",
        (MATRIX + "test_a_fault_that_strikes_once", HTTP1 + "test_what_is_not_clear_is_not_http",
         "bindings/test_round_trip.py::test_a_number_beyond_the_range_is_refused_with_its_path"),
        Mutant(BINDINGS + "readers.py", "if isfinite(sum(value)):", "if sum(value) or True:"),
    ),
    Promise(
        24, "What is read and written back is the same document, unknown fields and values included.",
        ("bindings/test_round_trip.py::test_a_document_that_is_read_and_written_is_the_same_document",
         "bindings/test_round_trip.py::test_any_json_is_either_read_losslessly_or_refused_with_its_path",
         "bindings/test_round_trip.py::test_an_absent_field_reads_as_none_or_as_an_empty_list_and_is_not_written"),
        Mutant(BINDINGS + "encoders.py", "document.update(plain(extra.unknown, strict))", "document.update({})"),
    ),
    Promise(
        25, "What cannot be sent is refused before any I/O, by the argument's name.",
        ("bindings/test_operations.py::test_a_value_that_json_lacks_is_refused_before_any_request",
         "bindings/test_operations.py::test_a_required_argument_that_is_none_is_refused_by_name"),
        Mutant(BINDINGS + "wire.py", "encode_arguments(operation.id, body, operation.required, operation.nullable)",
               "encode_arguments(operation.id, body, ())"),
    ),
    Promise(
        26, "An external call hands over the true status, all headers and the bytes.",
        ("client/test_services.py::test_the_external_services_own_refusal_is_an_answer",
         "client/test_services.py::test_an_external_answer_is_text_in_its_own_character_set"),
        Mutant(OVERLAYS + "calling/flows.py", "(progress.accepts is not None and progress.accepts(response))", "False"),
    ),
    Promise(
        27, "Every path argument is one segment; what is no segment is refused.",
        ("bindings/test_operations.py::test_a_path_argument_stays_one_segment",
         "bindings/test_operations.py::test_a_path_argument_that_is_no_segment_is_refused_by_name"),
        Mutant(BINDINGS + "parameters.py", 'quote(value, safe="")', 'quote(value, safe="/")'),
    ),
    Promise(
        28, "Line breaks and what is beyond latin-1 never reach a header, nor the error that says so.",
        ("client/test_auth.py::test_headers_that_cannot_be_sent_are_refused_and_not_shown",
         HTTP1 + "test_a_header_that_could_become_two_is_refused_and_not_shown"),
        Mutant(OVERLAYS + "settings/values.py", 'if any((character < " " and', 'if any((character < "" and'),
    ),
    Promise(
        29, "A host is an origin, https unless it is this machine, in one form.",
        ("client/test_hosts.py::test_a_host_that_is_more_than_an_origin_is_refused_and_not_shown",
         "client/test_config_options.py::test_http_beyond_this_machine_takes_an_argument",
         "client/test_hosts.py::test_any_text_is_a_host_or_refused"),
        Mutant(OVERLAYS + "settings/hosts.py", 'if "@" in target.netloc:\n        raise ConfigError(f"{source}',
               'if False:\n        raise ConfigError(f"{source}'),
    ),
)  # fmt: skip
