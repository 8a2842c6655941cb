package io.nowornever.producer.load;

import io.nowornever.request.RequestOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadReportTests {

	@Test
	void saysWhatHappenedSinceTheLastLine() {
		LoadReport report = new LoadReport(0);
		for (int i = 0; i < 3; i++) {
			report.asking(i);
		}
		report.settled(RequestOutcome.ANSWERED);
		report.settled(RequestOutcome.ANSWERED);
		report.settled(RequestOutcome.TIMED_OUT);
		assertThat(report.line()).isEqualTo("3 asked, 2 answered, 1 timed_out");
		assertThat(report.line()).isEqualTo("0 asked");
	}

}
