package io.nowornever.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * The walls of the house, checked on the compiled classes of all modules.
 */
class HouseTests {

	private static final String HOUSE = "io.nowornever..";

	private static final String COMMON = "io.nowornever.common..";

	private static final String REQUESTER = "io.nowornever.request..";

	private static final String RESPONDER = "io.nowornever.respond..";

	private static final String STARTER = "io.nowornever.starter..";

	private static final String PRODUCER = "io.nowornever.producer..";

	private static final String CONSUMER = "io.nowornever.consumer..";

	private static final String TESTBED = "io.nowornever.testbed..";

	private static final String PLAYGROUND = "io.nowornever.playground..";

	private static final String LAB = "io.nowornever.lab..";

	private static final List<String> MODULES = List.of("testbed", "common", "requester", "responder", "starter",
			"producer-service", "consumer-service", "playground", "lab", "benchmark");

	private static JavaClasses house;

	@BeforeAll
	static void read() {
		house = new ClassFileImporter().withImportOption(HouseTests::isWritten).importPaths(compiledModules());
	}

	/**
	 * What Spring makes for a service's start stands in the packages of what it starts.
	 */
	private static boolean isWritten(Location location) {
		return !location.contains("__");
	}

	@ParameterizedTest
	@CsvSource({ "common,io.nowornever.common", "testbed,io.nowornever.testbed", "requester,io.nowornever.request",
			"responder,io.nowornever.respond", "starter,io.nowornever.starter",
			"producer-service,io.nowornever.producer", "consumer-service,io.nowornever.consumer",
			"playground,io.nowornever.playground", "lab,io.nowornever.lab" })
	void aModuleKeepsToItsOwnPackage(String module, String itsPackage) {
		JavaClasses its = house.that(areCompiledIn(classesOf(module)));
		classes().should().resideInAPackage(itsPackage + "..").allowEmptyShould(false).check(its);
	}

	@Test
	void commonKnowsNobodyOfTheHouse() {
		knowsOnly(COMMON).check(house);
	}

	@Test
	void theTestbedKnowsNobodyOfTheHouse() {
		knowsOnly(TESTBED).check(house);
	}

	@Test
	void theLibrariesKnowCommonOnly() {
		knowsOnly(REQUESTER, COMMON).check(house);
		knowsOnly(RESPONDER, COMMON).check(house);
	}

	@Test
	void onlyTheServicesKnowWhatThePairSays() {
		noClasses().that()
			.resideInAnyPackage(REQUESTER, RESPONDER, STARTER)
			.should()
			.dependOnClassesThat(resideInAPackage("io.nowornever.common.pair.."))
			.allowEmptyShould(false)
			.check(house);
	}

	@Test
	void theLibrariesRunWithoutSpring() {
		noClasses().that()
			.resideInAnyPackage(COMMON, REQUESTER, RESPONDER)
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework.."))
			.allowEmptyShould(false)
			.check(house);
	}

	@Test
	void theStarterKnowsTheLibraries() {
		knowsOnly(STARTER, COMMON, REQUESTER, RESPONDER).check(house);
	}

	@Test
	void theServicesKnowTheStarterAndTheirLibrary() {
		knowsOnly(PRODUCER, COMMON, REQUESTER, STARTER).check(house);
		knowsOnly(CONSUMER, COMMON, RESPONDER, STARTER).check(house);
	}

	@Test
	void thePlaygroundKnowsTheTestbedOnly() {
		knowsOnly(PLAYGROUND, TESTBED).check(house);
	}

	@Test
	void theLabKnowsTheServicesAsProcessesOnly() {
		knowsOnly(LAB, TESTBED, PLAYGROUND).check(house);
	}

	@Test
	void onlyTheCommandLineAndThePageKnowLabAndPlayground() {
		noClasses().that()
			.resideInAPackage("io.nowornever.lab.*..")
			.and()
			.resideOutsideOfPackages("io.nowornever.lab.page..", "io.nowornever.lab.demo..")
			.should()
			.dependOnClassesThat(resideInAPackage(PLAYGROUND))
			.allowEmptyShould(false)
			.check(house);
	}

	@ParameterizedTest
	@CsvSource({ "scene,baseline|ledger", "experiment,scene|ledger", "experiment.original,experiment|scene|ledger",
			"experiment.fault,experiment|scene|ledger", "experiment.tournament,experiment|scene|ledger|baseline",
			"experiment.report,experiment.tournament|experiment|scene|ledger",
			"experiment.run,experiment.report|experiment.tournament|experiment.fault|experiment.original|experiment|scene" })
	void aRoomOfTheExperimentsKnowsLowerOnesOnly(String room, String lower) {
		String[] known = Stream
			.concat(Stream.of(TESTBED), Stream.of(lower.split("\\|")).map("io.nowornever.lab."::concat))
			.toArray(String[]::new);
		knowsOnly("io.nowornever.lab." + room, known).check(house);
	}

	@ParameterizedTest
	@ValueSource(strings = { "common", "testbed", "request", "respond", "starter", "producer", "consumer", "playground",
			"lab", "benchmark" })
	void packagesOfAModuleKnowEachOtherInOneDirectionOnly(String module) {
		JavaClasses its = house.that(resideInAPackage("io.nowornever." + module + ".."));
		assumeFalse(its.isEmpty() && module.equals("benchmark"), "the benchmark is not compiled yet");
		// From the house's own package on, so that a module's root is a slice as well.
		SlicesRuleDefinition.slices()
			.matching("io.nowornever.(**)")
			.should()
			.beFreeOfCycles()
			.allowEmptyShould(false)
			.check(its);
	}

	@Test
	void aHoleInAWallIsSeen() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> knowsOnly(PRODUCER).check(house))
			.withMessageContaining("io.nowornever.common");
	}

	@Test
	void everyPackageSaysWhatMayBeNull() {
		classes().that()
			.resideInAPackage(HOUSE)
			.should(belongToANullMarkedPackage())
			.allowEmptyShould(false)
			.check(house);
	}

	@Test
	void nothingIsInjectedIntoFields() {
		GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.allowEmptyShould(false).check(house);
	}

	@Test
	void nobodyUsesJavaUtilLogging() {
		GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.allowEmptyShould(false).check(house);
	}

	@Test
	void servicesDoNotPrint() {
		noClasses().that()
			.resideInAnyPackage(REQUESTER, RESPONDER, STARTER, PRODUCER, CONSUMER)
			.should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
			.allowEmptyShould(false)
			.check(house);
	}

	private static ArchRule knowsOnly(String who, String... whom) {
		DescribedPredicate<JavaClass> known = resideInAPackage(who).or(resideInAnyPackage(whom));
		return noClasses().that()
			.resideInAPackage(who)
			.should()
			.dependOnClassesThat(resideInAPackage(HOUSE).and(DescribedPredicate.not(known)))
			.allowEmptyShould(false);
	}

	private static ArchCondition<JavaClass> belongToANullMarkedPackage() {
		return new ArchCondition<>("belong to a package that is @NullMarked") {
			@Override
			public void check(JavaClass each, ConditionEvents events) {
				if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(each,
							each.getPackageName() + " has no package-info with @NullMarked"));
				}
			}
		};
	}

	/**
	 * Every module that has been compiled; those that the rules speak of must be among
	 * them.
	 */
	private static Set<Path> compiledModules() {
		Set<Path> compiled = MODULES.stream()
			.map(HouseTests::classesOf)
			.filter(Files::isDirectory)
			.collect(Collectors.toSet());
		assertThat(compiled).as("compiled modules").hasSizeGreaterThanOrEqualTo(MODULES.size() - 1);
		return compiled;
	}

	private static DescribedPredicate<JavaClass> areCompiledIn(Path folder) {
		return DescribedPredicate.describe("are compiled in " + folder,
				(each) -> each.getSource().map((source) -> Path.of(source.getUri()).startsWith(folder)).orElse(false));
	}

	private static Path classesOf(String module) {
		Path root = Objects.requireNonNull(Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent());
		return root.resolve(module).resolve("target/classes");
	}

}
