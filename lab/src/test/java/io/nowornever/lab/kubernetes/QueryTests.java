package io.nowornever.lab.kubernetes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.dashboard.NeedsPrometheus;
import io.nowornever.testbed.program.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What consumers are scaled by, asked of given series by Prometheus' own tool.
 */
@Tag("integration")
@ExtendWith(NeedsPrometheus.class)
class QueryTests {

	@TempDir
	Path folder;

	@Test
	void whatComesAndWhatWaitsAreCountedInBusyWorkers() throws Exception {
		assertTells(6,
				Map.of("task_requests_started_total{namespace=\"answers\", instance=\"producer-1\"}", "0+50x100",
						"task_requests_started_total{namespace=\"answers\", instance=\"producer-2\"}", "0+50x100",
						"task_requests_started_total{namespace=\"others\", instance=\"producer-1\"}", "0+500x100",
						"task_work_seconds_sum{namespace=\"answers\", instance=\"consumer-1\"}", "0+2.5x100",
						"task_work_seconds_count{namespace=\"answers\", instance=\"consumer-1\"}", "0+10x100",
						"task_backlog_seconds{namespace=\"answers\", instance=\"consumer-1\"}", "1x100",
						"task_backlog_seconds{namespace=\"answers\", instance=\"consumer-2\"}", "3x100"));
	}

	@Test
	void whereNothingComesNobodyIsNeeded() throws Exception {
		assertTells(0,
				Map.of("task_requests_started_total{namespace=\"answers\"}", "7x100",
						"task_work_seconds_sum{namespace=\"answers\"}", "2x100",
						"task_work_seconds_count{namespace=\"answers\"}", "7x100",
						"task_backlog_seconds{namespace=\"answers\"}", "0x100"));
	}

	private void assertTells(double workers, Map<String, String> series) throws Exception {
		Map<String, Object> expectation = Map.of("expr", ScalingRule.ofKeda().query(), "eval_time", "8m", "exp_samples",
				List.of(Map.of("labels", "{}", "value", workers)));
		List<Map<String, String>> input = series.entrySet()
			.stream()
			.map((each) -> Map.of("series", each.getKey(), "values", each.getValue()))
			.toList();
		Path file = Files.writeString(this.folder.resolve("tests.json"), JsonMapper.shared()
			.writeValueAsString(Map.of("tests", List
				.of(Map.of("interval", "5s", "input_series", input, "promql_expr_test", List.of(expectation))))));
		Process process = new ProcessBuilder(Program.PROMTOOL.locate().toString(), "test", "rules", file.toString())
			.redirectErrorStream(true)
			.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(printed).isZero();
	}

}
