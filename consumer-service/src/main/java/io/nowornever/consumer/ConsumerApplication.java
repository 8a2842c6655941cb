package io.nowornever.consumer;

import io.nowornever.common.shutdown.LeastHeap;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.shutdown.SecondSignal;
import io.nowornever.starter.training.TrainingRun;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The consumer as a process of its own.
 */
@SpringBootApplication
public class ConsumerApplication {

	/**
	 * Starts the consumer.
	 * @param args settings in the form {@code --key=value}
	 */
	public static void main(String[] args) {
		SecondSignal.haltsAtOnce();
		LeastHeap.require();
		OutOfMemory.endsTheProcess();
		TrainingRun.endsHere(SpringApplication.run(ConsumerApplication.class, args));
	}

}
